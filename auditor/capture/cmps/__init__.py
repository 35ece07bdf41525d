"""What single consent platforms need."""
