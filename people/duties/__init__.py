"""The duties of a manager: what nobody else does if they do not, how it is done well, and what has been left lying."""
