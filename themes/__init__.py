"""Engine: how anything looks. Layouts, components, design tokens, packs.

Knows Django, Wagtail's site and image models. Refuses to know units and content types: what a
page shows in its frame comes in as a `themes.layout.Layout`, filled by the product.
"""
