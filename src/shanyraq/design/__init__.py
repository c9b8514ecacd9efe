"""The look of every room: tokens, components, forms, base templates, controllers, pattern page."""
