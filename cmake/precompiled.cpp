// Carries the precompiled header of all libraries.
