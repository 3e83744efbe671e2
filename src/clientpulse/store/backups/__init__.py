"""Copies of the store: making them, keeping some, bringing one back."""
