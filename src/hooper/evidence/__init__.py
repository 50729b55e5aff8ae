"""What can prove the laboratory wrong: closed forms and stylised facts, each with its figure and its band."""
