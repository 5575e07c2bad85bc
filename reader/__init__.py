"""The web program, and the plain domain that both programs share."""
