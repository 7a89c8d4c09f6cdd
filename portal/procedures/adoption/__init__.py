"""What a unit says of its own about procedures: facts, own parts, tasks after a change, opting out."""
