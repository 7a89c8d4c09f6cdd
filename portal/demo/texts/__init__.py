"""What is written in the demonstration. Every sentence was written for it."""
