"""Events of calendars."""
