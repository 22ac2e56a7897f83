//! The HTTP server: translates between the generated surface and the engine.
