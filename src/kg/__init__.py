"""Diplomatic documents in, a checked knowledge graph out."""
