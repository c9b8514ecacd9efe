"""The «Culture» portal: pages, blocks, navigation."""
