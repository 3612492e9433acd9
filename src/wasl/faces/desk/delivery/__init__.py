"""Registration and handing over."""
