"""Services asked over the network, each within limits."""
