"""The catalog of administrative procedures: one record, owned by the province, at every counter."""
