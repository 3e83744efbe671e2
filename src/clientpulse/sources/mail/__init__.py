"""Mail: over IMAP, in Maildirs, in mbox files. Headers alone are read, never a body."""
