"""From what is stored of a client to the facts that the rules look at."""
