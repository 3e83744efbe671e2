"""The cadence engine: facts, a policy and a day in; due items out. It knows no clock or store."""
