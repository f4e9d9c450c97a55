"""What is known of an area, and where it is found. Nothing here compares."""
