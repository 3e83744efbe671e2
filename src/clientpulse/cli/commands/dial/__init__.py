"""``pulse dial``, and walking through the clients to ring."""
