"""Pictures of the demonstration, drawn by program: no photograph, no emblem of the State."""
