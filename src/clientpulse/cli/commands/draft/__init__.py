"""``pulse draft``, and where a draft goes."""
