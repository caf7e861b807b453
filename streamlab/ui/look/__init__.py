"""How everything looks: colours, fonts, icons, the stylesheet, small widgets."""
