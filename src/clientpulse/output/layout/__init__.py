"""What a screen is made of: its fields in JSON, and a sheet of rows or a card of sections."""
