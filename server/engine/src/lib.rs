//! What Charter does: the domain on top of the store port.
