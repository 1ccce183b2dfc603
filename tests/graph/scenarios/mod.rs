//! Named tenants. (placeholder)
