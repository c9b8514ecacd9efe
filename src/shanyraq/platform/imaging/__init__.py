"""Pictures and pages by IIIF: pyramids, tiles, manifests."""
