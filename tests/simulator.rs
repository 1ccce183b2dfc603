//! Tests of the simulated tenant itself.
mod graph;
