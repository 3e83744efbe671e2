"""``pulse timer``: its commands, and the steps that one of them runs."""
