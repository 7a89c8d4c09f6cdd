"""What boards tell of themselves: heartbeats, plays, screenshots, and who is told when one is silent."""
