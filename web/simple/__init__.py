"""The quick form of `precis serve --simple`: one Gradio form that keeps nothing."""
