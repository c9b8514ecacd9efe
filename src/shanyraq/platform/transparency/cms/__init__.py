"""What staff decide about the verifiable logs."""
