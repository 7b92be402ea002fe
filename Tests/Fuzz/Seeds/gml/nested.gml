graph [ node [ id 1 label "z&#233;&amp;" graph [ node [ id 2 ] edge [ source 2 target 3 kind "any" group "g" k 2 ] ] ] edge [ source 1 ] ]
