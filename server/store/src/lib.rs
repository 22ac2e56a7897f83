//! The store port and its embedded SQLite backend.
