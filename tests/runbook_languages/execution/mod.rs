//! Scripts for the Azure CLI, run by bash as a reader runs them, with a stand-in for `az`.

mod flow;
mod hostile;
mod machine;
