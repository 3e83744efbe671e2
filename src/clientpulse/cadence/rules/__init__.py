"""What the rules find and how they say it, a module a topic; `rule_book` has the entries."""
