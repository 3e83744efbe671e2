"""The exports that are known, a module a program: `EXPORTS` in each."""
