"""The store: tables, the read path, the unit of work, the journal, backups and migrations."""
