"""LED boards: what they show, when, and the proof of it.

An engine inside the product: it knows boards, messages, alerts and the open feed contract
(version 1, docs/bang-dien-tu-cho-nha-san-xuat.md). It refuses to know any content type; those
offer their records in a file `signage.py`.
"""
