"""The HTML5 player: a page without data, its own files, and the service worker that keeps them."""
