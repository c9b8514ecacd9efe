"""What the engineer and the load balancer ask the platform."""
