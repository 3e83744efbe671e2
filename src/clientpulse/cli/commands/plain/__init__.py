"""``pulse ui --plain``: today's list line by line, for those who have the screen read to them."""
