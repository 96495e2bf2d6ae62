"""Articles that the assistant knows out of the box, byte for byte as they were published."""
