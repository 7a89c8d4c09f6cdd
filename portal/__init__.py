"""The product: what citizens and editors see, and the Django project that serves it."""
