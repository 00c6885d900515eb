"""Office Open XML (ECMA-376): the package, and what Word, PowerPoint and Excel share."""
