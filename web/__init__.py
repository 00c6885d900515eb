"""The faces for a browser and for programs; they hold no logic of their own."""
