//! Tests come with the command line.
