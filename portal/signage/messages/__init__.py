"""Messages: pages a clerk writes, what their publication leaves for boards, the screens around them."""
