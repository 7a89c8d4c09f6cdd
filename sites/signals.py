"""What the product hears of the network of units."""

from django.dispatch import Signal

units_imported = Signal()  # province_codes: of the provinces read, empty for the whole country
