"""What every other package stands on: units, errors, settings, random words, compiled-code options."""
