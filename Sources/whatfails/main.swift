import WhatFailsCommands

WhatFails.runAndExit()
