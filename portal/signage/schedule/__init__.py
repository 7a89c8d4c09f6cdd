"""When a message shows: rules people write, and the half-open windows boards are told.

Pure: no models, no queries, no clock of its own. Boards never see a rule
(docs/bang-dien-tu-cho-nha-san-xuat.md).
"""
