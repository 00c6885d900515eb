"""The interfaces for browsers and programs; they hold no logic of their own."""
