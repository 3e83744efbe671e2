"""Use cases: functions that take the store, today and plain values, and return plain values."""
